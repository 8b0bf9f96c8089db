"""What the exam page shows of an attempt: the item with what is beside it, the navigator, the review, a section's cover.

Reads the pack item by item; keeps for each answered item only whether its answer lacks something. Used by `services.exam`.
"""

from __future__ import annotations

import dataclasses

from desktop_app.delivery.attempt import Attempt
from desktop_app.delivery.form import Place
from desktop_app.services.views import (
    InteractionView,
    ItemView,
    NavigatorCell,
    ReviewView,
    SectionCoverView,
    StimulusView,
)
from question_packs.assessment.ordering import in_seed_order
from question_packs.assessment.responses import ItemResponses, shortcoming
from question_packs.errors import KnownError
from question_packs.pack.reader import OpenPack


class ExamViews:
    """Draws up the views of one attempt."""

    def __init__(self, attempt: Attempt, pack: OpenPack) -> None:
        self._attempt = attempt
        self._pack = pack
        self._titles: dict[str, str] = {}
        self._incomplete: dict[str, tuple[ItemResponses, bool]] = {}

    def item(self) -> ItemView:
        """The current item; behind a section's cover without anything of its content."""
        place, state = self._attempt.current, self._attempt.state
        following = self.following()
        view = ItemView(
            identifier=place.item,
            number=place.number,
            total=len(self._attempt.places),
            section_title=place.section.title,
            body="",
            interactions=(),
            flagged=place.item in state.flagged,
            can_go_back=self.previous() is not None,
            can_go_forward=following is not None,
            leaves_section=following is not None and place.timed and following.section is not place.section,
        )
        return view if state.offered is not None else self._with_content(view, place)

    def _with_content(self, view: ItemView, place: Place) -> ItemView:
        state, seed = self._attempt.state, self._attempt.form.seed
        item = self._pack.item(place.item)
        responses = state.responses.get(place.item, {})
        return dataclasses.replace(
            view,
            body=item.body,
            interactions=tuple(
                InteractionView(in_seed_order(each, item.identifier, seed), responses.get(each.response_identifier, ()))
                for each in item.interactions
            ),
            stimulus=self.stimulus(item.stimulus),
            read_only=self._attempt.read_only,
            tools=place.section.tools,
            references=tuple(StimulusView(name, self._title(name)) for name in place.section.references),
            note=state.notes.get(place.item, ""),
            submits_on_leaving=place.individual and not self._attempt.read_only,
        )

    def stimulus(self, identifier: str) -> StimulusView | None:
        """A shared text of the pack; None where there is none of that name."""
        found = self._pack.stimulus(identifier) if identifier else None
        return None if found is None else StimulusView(found.identifier, found.title, found.body)

    def reference(self, identifier: str) -> StimulusView | None:
        """A document of the current section; None where the section has none of that name."""
        return self.stimulus(identifier) if identifier in self._attempt.current.section.references else None

    def _title(self, identifier: str) -> str:
        if identifier not in self._titles:
            found = self.stimulus(identifier)
            self._titles[identifier] = identifier if found is None else found.title
        return self._titles[identifier]

    def section_cover(self) -> SectionCoverView | None:
        """The section that waits to be entered."""
        if self._attempt.state.offered is None:
            return None
        form, section = self._attempt.form, self._attempt.current.section
        seconds = section.time_limits.max_time
        return SectionCoverView(
            identifier=section.identifier,
            number=form.sections.index(section.identifier) + 1,
            total=len(form.sections),
            title=section.title,
            instructions=section.instructions,
            items=sum(place.section is section for place in self._attempt.places),
            minutes=None if seconds is None else -(-seconds // 60),
        )

    def cells(self) -> tuple[NavigatorCell, ...]:
        """The navigator."""
        state = self._attempt.state
        return tuple(
            NavigatorCell(
                number=place.number,
                item=place.item,
                section_title=place.section.title,
                answered=place.item in state.responses,
                flagged=place.item in state.flagged,
                current=place.item == state.presented,
                open=self._attempt.is_open(place),
                incomplete=self._is_incomplete(place.item),
            )
            for place in self._attempt.places
        )

    def review(self, wait_ms: int) -> ReviewView:
        """What handing in now would mean."""
        state, places = self._attempt.state, self._attempt.places
        return ReviewView(
            answered=len(state.responses),
            unanswered=tuple(place.number for place in places if place.item not in state.responses),
            flagged=tuple(place.number for place in places if place.item in state.flagged),
            wait_ms=wait_ms,
            incomplete=tuple(place.number for place in places if self._is_incomplete(place.item)),
        )

    def shortcomings(self, item: str) -> dict[str, KnownError]:
        """What an item's responses still lack, by response identifier."""
        responses = self._attempt.state.responses.get(item, {})
        lacks = {
            each.response_identifier: shortcoming(each, responses.get(each.response_identifier, ()))
            for each in self._pack.item(item).interactions
        }
        return {name: lack for name, lack in lacks.items() if lack is not None}

    def _is_incomplete(self, item: str) -> bool:
        """Whether an answered item lacks something; read again only after its responses changed."""
        responses = self._attempt.state.responses.get(item)
        if responses is None:
            return False
        known = self._incomplete.get(item)
        if known is None or known[0] != responses:
            known = self._incomplete[item] = (dict(responses), bool(self.shortcomings(item)))
        return known[1]

    def following(self) -> Place | None:
        """The next place, where the candidate may go there now."""
        following = self._attempt.following
        return following if following is not None and self._attempt.is_open(following) else None

    def previous(self) -> Place | None:
        """The place before, where the candidate may go there now."""
        index = self._attempt.current.number - 2
        place = self._attempt.form.places[index] if index >= 0 else None
        return place if place is not None and self._attempt.is_open(place) else None
