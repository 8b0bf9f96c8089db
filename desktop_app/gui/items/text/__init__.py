"""Texts and figures of an item: cleaned HTML drawn by Qt, pictures of the pack, figures that open large."""
