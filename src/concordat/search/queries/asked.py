"""A question in plain words is a ranking: read it, rank, put in order, say why."""

from dataclasses import replace

from concordat.evidence.words import FALLEN, Kind, Standing
from concordat.search.engines.engine import Ranking, Scored, Term
from concordat.search.queries.facets import facets
from concordat.search.queries.marks import marks_of_terms
from concordat.search.queries.opened import engine, variants
from concordat.search.question.reading import QuestionReading, read_question
from concordat.search.question.stop_words import LIGHT
from concordat.search.ranking import order
from concordat.search.ranking.receipts import reason
from concordat.search.tokens import tokens_at
from concordat.search.words import (
    Among,
    Answer,
    Filters,
    Hit,
    Mode,
    Question,
    Reading,
    Receipt,
    Sort,
)


def answer(question: Question, *, audiences: frozenset[str]) -> Answer:
    """Return one page of the ranking, with what was added to the question and what is missing."""
    read = read_question(question.text, variants())
    search = _Search(read.terms, audiences, question.among)
    offset = (question.page - 1) * question.page_size
    whole = search.rank(question.filters, limit=offset + question.page_size, sort=question.sort)
    if question.sort is not Sort.GUIDED:
        found = whole.scored[offset:]
        hits = [_hit(scored, place) for place, scored in enumerate(found, start=offset + 1)]
    else:
        hits = search.guided(question, whole, offset)
    reading = _reading(question, read, audiences)
    told = [term.typed for term in read.terms if term.needed and term.typed not in reading.missing]
    hits = [_with_lacks(hit, told) for hit in hits]
    return Answer(
        total=whole.total,
        hits=tuple(hits),
        reading=reading,
        facets=facets(whole.facets, question.filters),
        generation=whole.generation,
        took_ms=0.0,
        among=whole.among,
        full=whole.full,
        retracted=search.retracted_behind(question, whole, hits),
    )


def _with_lacks(hit: Hit, asked: list[str]) -> Hit:
    lacks = tuple(word for word in asked if word not in hit.receipt.terms)
    return replace(hit, receipt=replace(hit.receipt, lacks=lacks))


class _Search:
    """The rankings that one answer needs: the same terms and asker, other filters."""

    def __init__(
        self, terms: tuple[Term, ...], audiences: frozenset[str], among: Among | None
    ) -> None:
        self.terms = terms
        self.audiences = audiences
        self.among = among

    def rank(self, filters: Filters, *, limit: int, sort: Sort = Sort.RELEVANCE) -> Ranking:
        return engine().rank(
            self.terms,
            audiences=self.audiences,
            filters=filters,
            limit=limit,
            sort=sort,
            among=self.among,
        )

    def guided(self, question: Question, whole: Ranking, offset: int) -> list[Hit]:
        """Return the page with current guidance lifted and what no longer stands last."""
        end = offset + question.page_size
        filters = question.filters
        upright = self._upright(filters, whole, end)
        first = self._lifted(filters, whole, upright)
        fallen: tuple[Scored, ...] = ()
        if end > upright.total and whole.total > upright.total:
            fallen = self.rank(_fallen(filters), limit=end - upright.total).scored
        ids = order.page(
            [scored.id for scored in first],
            [scored.id for scored in upright.scored],
            [scored.id for scored in fallen],
            upright_total=upright.total,
            offset=offset,
            limit=question.page_size,
        )
        by_id = {scored.id: scored for scored in (*upright.scored, *fallen, *first)}
        ahead, behind = {one.id for one in first}, {one.id for one in fallen}
        return [
            _hit(by_id[id_], place, lifted=id_ in ahead, fallen=id_ in behind)
            for place, id_ in enumerate(ids, start=offset + 1)
        ]

    def retracted_behind(self, question: Question, whole: Ranking, hits: list[Hit]) -> int:
        """Return how many works would be among the first, were they not retracted."""
        wanted, there = question.filters.standings, dict(whole.facets["standing"])
        allowed = not wanted or Standing.RETRACTED in wanted
        ordered = question.sort is Sort.GUIDED and question.page == 1
        if not (ordered and allowed and there.get(Standing.RETRACTED)):
            return 0
        only = replace(question.filters, standings=(Standing.RETRACTED,))
        best = {one.id for one in whole.scored[: question.page_size]}
        retracted = {one.id for one in self.rank(only, limit=question.page_size).scored}
        return len(best & retracted - {hit.id for hit in hits})

    def _upright(self, filters: Filters, whole: Ranking, limit: int) -> Ranking:
        """Return the ranking of what still stands."""
        if not any(count for value, count in whole.facets["standing"] if value in FALLEN):
            return whole
        chosen = filters.standings or tuple(Standing)
        standings = tuple(standing for standing in chosen if standing not in FALLEN)
        if not standings:
            return replace(whole, total=0, scored=())
        return self.rank(replace(filters, standings=standings), limit=limit)

    def _lifted(self, filters: Filters, whole: Ranking, upright: Ranking) -> tuple[Scored, ...]:
        """Return the current guidance that earns the first places."""
        allowed = (not filters.kinds or Kind.GUIDANCE in filters.kinds) and (
            not filters.standings or Standing.CURRENT in filters.standings
        )
        there = dict(whole.facets["kind"]).get(Kind.GUIDANCE, 0)
        if not (allowed and there and upright.scored):
            return ()
        wanted = replace(filters, kinds=(Kind.GUIDANCE,), standings=(Standing.CURRENT,))
        guidance = self.rank(wanted, limit=order.MOST_LIFTED).scored
        best = upright.scored[0].score
        ids = order.lifted([(one.id, one.score) for one in guidance], best=best)
        return tuple(one for one in guidance if one.id in ids)


def _fallen(filters: Filters) -> Filters:
    chosen = filters.standings or tuple(Standing)
    return replace(filters, standings=tuple(one for one in chosen if one in FALLEN))


def _hit(scored: Scored, place: int, *, lifted: bool = False, fallen: bool = False) -> Hit:
    why = reason(scored.terms, scored.fields, lifted=lifted, fallen=fallen)
    return Hit(
        scored.id,
        Receipt(place, scored.score, scored.fields, scored.terms, lifted, why, fallen=fallen),
    )


def _reading(question: Question, read: QuestionReading, audiences: frozenset[str]) -> Reading:
    missing = [term.typed for term in read.terms if not _is_held(term, audiences)]
    return Reading(
        mode=Mode.QUESTION,
        added=read.added,
        missing=tuple(missing),
        suggestion=_suggestion(question.text, missing),
        marks=marks_of_terms([term for term in read.terms if term.typed not in LIGHT]),
    )


def _is_held(term: Term, audiences: frozenset[str]) -> bool:
    return bool(term.phrases) or any(
        engine().has_word(form, audiences=audiences) for form in term.forms
    )


def _suggestion(text: str, missing: list[str]) -> str:
    """Return the question with missing words spelled as public works spell near ones."""
    better = {word: near[0] for word in missing if (near := engine().words_like(word, limit=1))}
    if not better:
        return ""
    pieces, after = [], 0
    for token in tokens_at(text):
        if token.text in better:
            pieces += [text[after : token.start], better[token.text]]
            after = token.end
    return "".join([*pieces, text[after:]])
