"""Areas of a picture as HTML image maps have them: is a point inside? In whole numbers; the edge belongs to the area."""

from __future__ import annotations

from collections.abc import Sequence

from question_packs.assessment.interactions import Shape

Point = tuple[int, int]


def inside(point: Point, shape: Shape, coords: Sequence[int]) -> bool:
    """Whether the point lies in the area; an area with too few coordinates holds no point."""
    match shape:
        case "default":
            return True
        case "rect":
            return len(coords) == 4 and _in_rectangle(point, coords)
        case "circle":
            return len(coords) == 3 and _in_ellipse(point, (*coords, coords[2]))
        case "ellipse":
            return len(coords) == 4 and _in_ellipse(point, coords)
        case "poly":
            return len(coords) >= 6 and _in_polygon(point, list(zip(coords[::2], coords[1::2], strict=False)))


def fits_shape(shape: Shape, coords: Sequence[int]) -> bool:
    """Whether there are as many coordinates as the shape needs."""
    if shape == "poly":
        return len(coords) >= 6 and len(coords) % 2 == 0
    return len(coords) == {"default": len(coords), "rect": 4, "circle": 3, "ellipse": 4}[shape]


def _in_rectangle(point: Point, coords: Sequence[int]) -> bool:
    left, top, right, bottom = coords
    return min(left, right) <= point[0] <= max(left, right) and min(top, bottom) <= point[1] <= max(top, bottom)


def _in_ellipse(point: Point, coords: Sequence[int]) -> bool:
    """`coords`: centre, then half the width and half the height."""
    across, down = point[0] - coords[0], point[1] - coords[1]
    wide, high = coords[2], coords[3]
    return abs(across) <= wide and abs(down) <= high and (across * high) ** 2 + (down * wide) ** 2 <= (wide * high) ** 2


def _in_polygon(point: Point, corners: list[Point]) -> bool:
    """By how often a ray to the right crosses the outline; a point on an edge is inside."""
    crossings = 0
    for first, second in zip(corners, corners[1:] + corners[:1], strict=True):
        if _on_edge(point, first, second):
            return True
        crossings += _crosses(point, first, second)
    return crossings % 2 == 1


def _turn(point: Point, first: Point, second: Point) -> int:
    """Above 0 where the point is on one side of the line, below 0 on the other, 0 on it."""
    return (second[0] - first[0]) * (point[1] - first[1]) - (second[1] - first[1]) * (point[0] - first[0])


def _on_edge(point: Point, first: Point, second: Point) -> bool:
    return _turn(point, first, second) == 0 and _in_rectangle(point, (*first, *second))


def _crosses(point: Point, first: Point, second: Point) -> bool:
    if (first[1] > point[1]) == (second[1] > point[1]):
        return False
    lower, upper = (first, second) if first[1] < second[1] else (second, first)
    return _turn(point, lower, upper) > 0
