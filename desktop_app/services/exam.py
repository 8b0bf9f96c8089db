"""One exam on the screen: the engine, the pack and the journal together, in the words of the exam page.

Every method is fast and is called on the GUI thread; storing happens in the background. A practice is the same with a
journal that keeps nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.delivery.attempt import Attempt, Recorded
from desktop_app.delivery.timekeeper import Moment
from desktop_app.services.journal import Journal, PracticeJournal, SaveListener
from desktop_app.services.views import (
    CandidateView,
    ChoiceView,
    ClockView,
    ItemView,
    NavigatorCell,
    ReceiptView,
    ReviewView,
)
from question_packs.assessment.ordering import choice_order
from question_packs.pack.reader import OpenPack
from question_packs.records import events as ev

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TICK_EVERY_MS = 2000


class ExamSession:
    """What the exam page talks to. The GUI sets `on_save_state` and `on_submitted`; both are called on its thread."""

    def __init__(
        self,
        attempt: Attempt,
        pack: OpenPack,
        journal: Journal,
        candidate: CandidateView,
        now: Callable[[], Moment],
        receipt: Callable[[Attempt], ReceiptView],
    ) -> None:
        self.attempt = attempt
        self.candidate = candidate
        self.practice = isinstance(journal, PracticeJournal)
        self.on_save_state: SaveListener = lambda state, error: None
        self.on_submitted: Callable[[ReceiptView], None] = lambda view: None
        journal.on_save_state = lambda state, error: self.on_save_state(state, error)
        journal.on_submitted = lambda: self.on_submitted(receipt(attempt))
        self.journal = journal
        self._pack = pack
        self._now = now
        self._ticked_at_ms = now().boot_ms

    # --- what is on the screen

    def item(self) -> ItemView:
        """The current item."""
        place = self.attempt.current
        item = self._pack.item(place.item)
        interaction = item.interaction
        choices = choice_order(interaction, item.identifier, self.attempt.form.seed)
        return ItemView(
            identifier=place.item,
            number=place.number,
            total=len(self.attempt.form.places),
            section_title=place.section.title,
            body=item.body,
            prompt=interaction.prompt,
            choices=tuple(ChoiceView(LETTERS[i], choice.identifier, choice.content) for i, choice in enumerate(choices)),
            max_choices=interaction.max_choices,
            response=self.attempt.state.responses.get(place.item, ()),
            flagged=place.item in self.attempt.state.flagged,
            can_go_back=self._neighbour(-1) is not None,
            can_go_forward=self._neighbour(+1) is not None,
            leaves_section=self._leaves_section(),
        )

    def medium(self, name: str) -> tuple[bytes, str] | None:
        """A figure of the pack: bytes and media type."""
        return self._pack.medium(name)

    def cells(self) -> tuple[NavigatorCell, ...]:
        """The navigator."""
        state = self.attempt.state
        return tuple(
            NavigatorCell(
                number=place.number,
                item=place.item,
                section_title=place.section.title,
                answered=place.item in state.responses,
                flagged=place.item in state.flagged,
                current=place.item == state.presented,
                open=self.attempt.is_open(place),
            )
            for place in self.attempt.form.places
        )

    def clock(self) -> ClockView:
        """Time left."""
        moment = self._now()
        return ClockView(self.attempt.remaining_ms(moment), self.attempt.section_remaining_ms(moment))

    def review(self) -> ReviewView:
        """What handing in now would mean."""
        state = self.attempt.state
        return ReviewView(
            answered=len(state.responses),
            unanswered=tuple(p.number for p in self.attempt.form.places if p.item not in state.responses),
            flagged=tuple(p.number for p in self.attempt.form.places if p.item in state.flagged),
            wait_ms=self.attempt.wait_before_submit_ms(self._now()),
        )

    # --- what the candidate does

    def go_to(self, item: str) -> ItemView:
        """Show another item (`DEL-03` if it is closed)."""
        self._store(self.attempt.go_to(item, self._now()))
        return self.item()

    def next(self) -> ItemView:
        """The next item, or this one again where there is none."""
        return self.go_to(self._neighbour(+1) or self.attempt.current.item)

    def previous(self) -> ItemView:
        """The previous item, or this one again."""
        return self.go_to(self._neighbour(-1) or self.attempt.current.item)

    def respond(self, response: tuple[str, ...]) -> None:
        """Answer the current item; an empty response takes the answer back."""
        item = self._pack.item(self.attempt.current.item)
        self._store(self.attempt.respond(item, response, self._now()))

    def flag(self, flagged: bool) -> None:
        """Mark the current item as *ragu-ragu*, or take the mark back."""
        self._store(self.attempt.flag(flagged, self._now()))

    def call_help(self) -> None:
        """Call the proctor; stands in the log."""
        self._store(self.attempt.note(ev.Incident("help_called", ""), self._now()))

    def focus_lost(self, duration_ms: int) -> None:
        """Another window was in front."""
        if not self.attempt.finished:
            self._store(self.attempt.note(ev.FocusLost(duration_ms), self._now()))

    def tick(self) -> ClockView:
        """Four times a second: notice what time brings, make it durable every two seconds, try again what failed."""
        moment = self._now()
        self._store(self.attempt.tick(moment))
        if moment.boot_ms - self._ticked_at_ms >= TICK_EVERY_MS:
            self._ticked_at_ms = moment.boot_ms
            self.journal.tick(self.attempt.elapsed_ms(moment), moment.wall_ms)
        return self.clock()

    def submit(self, reason: ev.SubmitReason) -> None:
        """Hand in; `on_submitted` follows once it is durable. A second call does nothing."""
        if not self.attempt.finished:
            self._store(self.attempt.submit(reason, self._now()))

    def _leaves_section(self) -> bool:
        here, after = self.attempt.current, self._neighbour(+1)
        if after is None or here.section.time_limits.max_time is None:
            return False
        return self.attempt.form.by_item[after].section is not here.section

    def _neighbour(self, step: int) -> str | None:
        index = self.attempt.current.number - 1 + step
        places = self.attempt.form.places
        return places[index].item if 0 <= index < len(places) and self.attempt.is_open(places[index]) else None

    def _store(self, recorded: list[Recorded]) -> None:
        self.journal.append(recorded)
