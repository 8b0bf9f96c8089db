"""The first schema"""

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('attempt_epoch',
    sa.Column('event_id', sa.Text(), nullable=False),
    sa.Column('attempt_id', sa.Text(), nullable=False),
    sa.Column('epoch', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('sitting_id', sa.Text(), nullable=False),
    sa.Column('candidate_number', sa.Text(), nullable=False),
    sa.Column('form', sa.Text(), nullable=False),
    sa.Column('runs', sa.Text(), nullable=False),
    sa.Column('final_sequence', sa.Integer(), nullable=True),
    sa.Column('forked', sa.Boolean(), nullable=False),
    sa.Column('updated_at', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('event_id', 'attempt_id', 'epoch', name=op.f('pk_attempt_epoch'))
    )
    with op.batch_alter_table('attempt_epoch', schema=None) as batch_op:
        batch_op.create_index('ix_attempt_epoch_sitting', ['event_id', 'sitting_id'], unique=False)

    op.create_table('audit_entry',
    sa.Column('event_id', sa.Text(), nullable=False),
    sa.Column('position', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.Column('who', sa.Text(), nullable=False),
    sa.Column('act', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('detail', sa.Text(), nullable=False),
    sa.Column('previous_hash', sa.Text(), nullable=False),
    sa.Column('hash', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('event_id', 'position', name=op.f('pk_audit_entry'))
    )
    op.create_table('device',
    sa.Column('device_id', sa.Text(), nullable=False),
    sa.Column('room_id', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('verify_key', sa.Text(), nullable=False),
    sa.Column('recipient', sa.Text(), nullable=False),
    sa.Column('enrolled_at', sa.Text(), nullable=False),
    sa.Column('revoked_at', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('device_id', name=op.f('pk_device'))
    )
    op.create_table('directory_version',
    sa.Column('only', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('version', sa.Integer(), autoincrement=False, nullable=False),
    sa.PrimaryKeyConstraint('only', name=op.f('pk_directory_version'))
    )
    op.create_table('enrolment_token',
    sa.Column('token_hash', sa.Text(), nullable=False),
    sa.Column('room_id', sa.Text(), nullable=False),
    sa.Column('room_title', sa.Text(), nullable=False),
    sa.Column('issued_at', sa.Text(), nullable=False),
    sa.Column('used_at', sa.Text(), nullable=True),
    sa.Column('device_id', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_enrolment_token'))
    )
    op.create_table('event',
    sa.Column('event_id', sa.Text(), nullable=False),
    sa.Column('record', sa.LargeBinary(), nullable=False),
    sa.Column('published_at', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('event_id', name=op.f('pk_event'))
    )
    op.create_table('form',
    sa.Column('event_id', sa.Text(), nullable=False),
    sa.Column('pack_digest', sa.Text(), nullable=False),
    sa.Column('record', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('event_id', 'pack_digest', name=op.f('pk_form'))
    )
    op.create_table('log_head',
    sa.Column('event_id', sa.Text(), nullable=False),
    sa.Column('log', sa.Text(), nullable=False),
    sa.Column('size', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('head_hash', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('event_id', 'log', name=op.f('pk_log_head'))
    )
    op.create_table('log_leaf',
    sa.Column('event_id', sa.Text(), nullable=False),
    sa.Column('position', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('digest', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('event_id', 'position', name=op.f('pk_log_leaf'))
    )
    op.create_table('nonce',
    sa.Column('device_id', sa.Text(), nullable=False),
    sa.Column('nonce', sa.Text(), nullable=False),
    sa.Column('seen_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('device_id', 'nonce', name=op.f('pk_nonce'))
    )
    with op.batch_alter_table('nonce', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_nonce_seen_at'), ['seen_at'], unique=False)

    op.create_table('resolution',
    sa.Column('event_id', sa.Text(), nullable=False),
    sa.Column('attempt_id', sa.Text(), nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('device_id', sa.Text(), nullable=False),
    sa.Column('by', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('at', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('event_id', 'attempt_id', 'number', name=op.f('pk_resolution'))
    )
    op.create_table('result',
    sa.Column('event_id', sa.Text(), nullable=False),
    sa.Column('attempt_id', sa.Text(), nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('sitting_id', sa.Text(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('basis', sa.Text(), nullable=False),
    sa.Column('scored_at', sa.Text(), nullable=False),
    sa.Column('scored_by', sa.Text(), nullable=False),
    sa.Column('record', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('event_id', 'attempt_id', 'number', name=op.f('pk_result'))
    )
    with op.batch_alter_table('result', schema=None) as batch_op:
        batch_op.create_index('ix_result_sitting', ['event_id', 'sitting_id'], unique=False)

    op.create_table('segment',
    sa.Column('event_id', sa.Text(), nullable=False),
    sa.Column('digest', sa.Text(), nullable=False),
    sa.Column('sitting_id', sa.Text(), nullable=False),
    sa.Column('attempt_id', sa.Text(), nullable=False),
    sa.Column('epoch', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('first_sequence', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('last_sequence', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('device_id', sa.Text(), nullable=False),
    sa.Column('quarantined', sa.Boolean(), nullable=False),
    sa.Column('log_position', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('received_at', sa.Text(), nullable=False),
    sa.Column('envelope', sa.LargeBinary(), nullable=False),
    sa.Column('receipt', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('event_id', 'digest', name=op.f('pk_segment'))
    )
    with op.batch_alter_table('segment', schema=None) as batch_op:
        batch_op.create_index('ix_segment_attempt', ['event_id', 'attempt_id', 'epoch', 'first_sequence'], unique=False)

    op.create_table('sitting_order',
    sa.Column('event_id', sa.Text(), nullable=False),
    sa.Column('sitting_id', sa.Text(), nullable=False),
    sa.Column('revision', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('room_id', sa.Text(), nullable=False),
    sa.Column('digest', sa.Text(), nullable=False),
    sa.Column('record', sa.LargeBinary(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('issued_at', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('event_id', 'sitting_id', 'revision', name=op.f('pk_sitting_order'))
    )
    with op.batch_alter_table('sitting_order', schema=None) as batch_op:
        batch_op.create_index('ix_sitting_order_digest', ['digest'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('sitting_order', schema=None) as batch_op:
        batch_op.drop_index('ix_sitting_order_digest')

    op.drop_table('sitting_order')
    with op.batch_alter_table('segment', schema=None) as batch_op:
        batch_op.drop_index('ix_segment_attempt')

    op.drop_table('segment')
    with op.batch_alter_table('result', schema=None) as batch_op:
        batch_op.drop_index('ix_result_sitting')

    op.drop_table('result')
    op.drop_table('resolution')
    with op.batch_alter_table('nonce', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_nonce_seen_at'))

    op.drop_table('nonce')
    op.drop_table('log_leaf')
    op.drop_table('log_head')
    op.drop_table('form')
    op.drop_table('event')
    op.drop_table('enrolment_token')
    op.drop_table('directory_version')
    op.drop_table('device')
    op.drop_table('audit_entry')
    with op.batch_alter_table('attempt_epoch', schema=None) as batch_op:
        batch_op.drop_index('ix_attempt_epoch_sitting')

    op.drop_table('attempt_epoch')
