"""The room: roles of machines, proctor acts and their outcomes, leases, readiness, receipts of the centre at a node"""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('device', schema=None) as batch_op:
        batch_op.add_column(sa.Column('role', sa.Text(), server_default='device', nullable=False))

    with op.batch_alter_table('segment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('upstream_receipt', sa.LargeBinary(), nullable=True))

    with op.batch_alter_table('attempt_epoch', schema=None) as batch_op:
        batch_op.add_column(sa.Column('reopened_sequence', sa.Integer(), nullable=True))

    op.create_table('act',
    sa.Column('event_id', sa.Text(), nullable=False),
    sa.Column('act_id', sa.Text(), nullable=False),
    sa.Column('digest', sa.Text(), nullable=False),
    sa.Column('sitting_id', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('log_position', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('received_at', sa.Text(), nullable=False),
    sa.Column('envelope', sa.LargeBinary(), nullable=False),
    sa.Column('receipt', sa.LargeBinary(), nullable=False),
    sa.Column('upstream_receipt', sa.LargeBinary(), nullable=True),
    sa.PrimaryKeyConstraint('event_id', 'act_id', name=op.f('pk_act'))
    )
    with op.batch_alter_table('act', schema=None) as batch_op:
        batch_op.create_index('ix_act_sitting', ['event_id', 'sitting_id', 'log_position'], unique=False)

    op.create_table('act_outcome',
    sa.Column('event_id', sa.Text(), nullable=False),
    sa.Column('act_id', sa.Text(), nullable=False),
    sa.Column('device_id', sa.Text(), nullable=False),
    sa.Column('candidate_number', sa.Text(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('event_id', 'act_id', 'device_id', name=op.f('pk_act_outcome'))
    )
    op.create_table('lease',
    sa.Column('event_id', sa.Text(), nullable=False),
    sa.Column('attempt_id', sa.Text(), nullable=False),
    sa.Column('sitting_id', sa.Text(), nullable=False),
    sa.Column('candidate_number', sa.Text(), nullable=False),
    sa.Column('device_id', sa.Text(), nullable=False),
    sa.Column('epoch', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('granted_at', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('event_id', 'attempt_id', name=op.f('pk_lease'))
    )
    op.create_table('readiness',
    sa.Column('device_id', sa.Text(), nullable=False),
    sa.Column('made_at', sa.Text(), nullable=False),
    sa.Column('room_id', sa.Text(), nullable=False),
    sa.Column('envelope', sa.LargeBinary(), nullable=False),
    sa.Column('forwarded_at', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('device_id', 'made_at', name=op.f('pk_readiness'))
    )


def downgrade() -> None:
    op.drop_table('readiness')
    op.drop_table('lease')
    op.drop_table('act_outcome')
    with op.batch_alter_table('act', schema=None) as batch_op:
        batch_op.drop_index('ix_act_sitting')

    op.drop_table('act')
    with op.batch_alter_table('attempt_epoch', schema=None) as batch_op:
        batch_op.drop_column('reopened_sequence')

    with op.batch_alter_table('segment', schema=None) as batch_op:
        batch_op.drop_column('upstream_receipt')

    with op.batch_alter_table('device', schema=None) as batch_op:
        batch_op.drop_column('role')
