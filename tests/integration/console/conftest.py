from tests.integration.room_node.conftest import node, small_room

__all__ = ["node", "small_room"]
