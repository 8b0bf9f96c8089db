import os

from tests.integration.room_node.conftest import node, small_room

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

__all__ = ["node", "small_room"]
