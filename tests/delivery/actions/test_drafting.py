"""Writing a pack: private, read by somebody else, published once, nobody's words lost."""

from dataclasses import replace
from datetime import date

import pytest

from concordat.delivery import actions, queries
from concordat.delivery.words.draft import DraftState, DraftView
from concordat.delivery.words.pack import PackBody, Strength
from concordat.parties.actions import ChangedMeanwhileError, NotAllowedError, WrongFactError
from concordat.parties.models import AuditEntry
from concordat.parties.words import OPERATOR, VISITOR, Actor, Role
from tests.delivery.fallen import Nowhere, person, retract

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 1)
BODY = PackBody(
    question="Does salt help?",
    lines=("One trial says so.",),
    entries=(),
    strength=Strength.WEAK,
    review_on="2030-01-01",
)


@pytest.fixture
def cal(nowhere: Nowhere) -> Actor:
    """A second librarian of Ada's library."""
    return person("cal", "library", Role.KNOWLEDGE_SPECIALIST)


def seen(draft: str, by: Actor) -> DraftView:
    found = queries.draft(draft, by=by)
    assert found is not None
    return found


def written(world: Nowhere) -> DraftView:
    draft = actions.begin_pack(question="Does salt help?", owner="library", by=world.ada)
    actions.write_pack(draft=draft, edition=1, body=BODY, by=world.ada)
    actions.name_work(draft=draft, work="doi:10.5555/trial", words="It says so.", by=world.ada)
    return seen(draft, world.ada)


def test_from_a_question_to_a_published_pack(nowhere: Nowhere, cal: Actor) -> None:
    draft = written(nowhere)
    actions.name_work(draft=draft.id, work=nowhere.review, by=nowhere.ada)
    actions.raise_work(draft=draft.id, work=nowhere.review, by=nowhere.ada)
    now = seen(draft.id, nowhere.ada)
    assert now.works == (nowhere.review, nowhere.trial)
    assert [entry.note for entry in now.body.entries] == ["", "It says so."]
    actions.ask_review(draft=draft.id, edition=now.edition, by=nowhere.ada)
    actions.review_pack(draft=draft.id, edition=now.edition, ready=True, by=cal)
    published = actions.publish_draft(draft=draft.id, edition=now.edition, by=nowhere.ada)
    assert published == ("does-salt-help", 1)
    view = queries.pack("does-salt-help", by=VISITOR)
    assert view is not None
    assert view.body == replace(BODY, entries=now.body.entries)
    assert view.works == now.works
    assert view.read_by.startswith("Cal, ")
    assert queries.drafts(by=nowhere.ada) == []
    with pytest.raises(WrongFactError):
        actions.write_pack(draft=draft.id, edition=now.edition, body=BODY, by=nowhere.ada)


def test_a_draft_is_for_its_party_until_others_are_asked(nowhere: Nowhere, cal: Actor) -> None:
    draft = written(nowhere)
    with pytest.raises(WrongFactError, match="has joined"):
        actions.ask_review(draft=draft.id, edition=draft.edition, shared=True, by=nowhere.ada)
    ada, bob = (replace(each, joined=True) for each in (nowhere.ada, nowhere.bob))
    assert queries.draft(draft.id, by=bob) is None
    assert queries.draft(draft.id, by=VISITOR) is None
    with pytest.raises(WrongFactError):
        actions.name_work(draft=draft.id, work=nowhere.review, by=bob)
    actions.ask_review(draft=draft.id, edition=draft.edition, shared=True, by=ada)
    assert seen(draft.id, bob).may_review
    assert not seen(draft.id, ada).may_review, "nobody reviews what they wrote"
    with pytest.raises(NotAllowedError):
        actions.write_pack(draft=draft.id, edition=draft.edition, body=BODY, by=bob)
    with pytest.raises(WrongFactError, match="Write something"):
        actions.review_pack(draft=draft.id, edition=draft.edition, ready=False, by=bob)
    actions.review_pack(
        draft=draft.id, edition=draft.edition, ready=False, words="Which salt?", by=bob
    )
    now = seen(draft.id, ada)
    assert (now.state, now.reviews[0].words) == (DraftState.CHANGES, "Which salt?")


def test_a_review_counts_for_the_text_that_was_read(nowhere: Nowhere, cal: Actor) -> None:
    draft = written(nowhere)
    actions.review_pack(draft=draft.id, edition=draft.edition, ready=True, by=cal)
    actions.name_work(draft=draft.id, work=nowhere.review, by=nowhere.ada)
    later = seen(draft.id, nowhere.ada)
    assert later.state is DraftState.WRITING
    with pytest.raises(WrongFactError, match="Nobody else has found this text ready"):
        actions.publish_draft(draft=draft.id, edition=later.edition, by=nowhere.ada)
    with pytest.raises(WrongFactError, match="Who wrote in a pack"):
        actions.review_pack(draft=draft.id, edition=later.edition, ready=True, by=nowhere.ada)
    actions.publish_draft(
        draft=draft.id, edition=later.edition, unread="I work alone.", by=nowhere.ada
    )
    view = queries.pack("does-salt-help", by=VISITOR)
    assert view is not None
    assert view.read_by == "Nobody: I work alone."


def test_two_people_write_the_second_is_told(nowhere: Nowhere, cal: Actor) -> None:
    draft = written(nowhere)
    body = replace(BODY, lines=("By Cal.",))
    actions.write_pack(draft=draft.id, edition=draft.edition, body=body, by=cal)
    with pytest.raises(ChangedMeanwhileError):
        actions.write_pack(draft=draft.id, edition=draft.edition, body=BODY, by=nowhere.ada)
    assert seen(draft.id, cal).body.lines == ("By Cal.",)
    assert len(seen(draft.id, cal).body.entries) == 1, "the works stay"


def test_the_next_version_is_compared_with_what_came_between(nowhere: Nowhere) -> None:
    draft = actions.begin_version(pack="salt", by=nowhere.ada)
    assert actions.begin_version(pack="salt", by=nowhere.ada) == draft
    view = queries.pack("salt", by=VISITOR)
    assert view is not None
    body = replace(view.body, lines=("Loaded meanwhile.",))
    given = {"slug": "salt", "owner": "library", "works": view.works}
    actions.publish_pack(body=body, by=OPERATOR, **given)  # type: ignore[arg-type]
    actions.drop_work(draft=draft, work=nowhere.review, by=nowhere.ada)
    now = seen(draft, nowhere.ada)
    assert (now.begun_from, now.latest) == (1, 2)
    with pytest.raises(WrongFactError, match="Version 2 was published"):
        actions.publish_draft(draft=draft, edition=now.edition, unread="Alone", by=nowhere.ada)
    actions.compare_draft(draft=draft, number=2, by=nowhere.ada)
    done = actions.publish_draft(draft=draft, edition=now.edition, unread="Alone", by=nowhere.ada)
    assert done == ("salt", 3)
    assert queries.numbers("salt", by=VISITOR)[0][0] == 3


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"lines": ()}, "Write one to 3 lines"),
        ({"review_on": ""}, "on which date the pack is to be reviewed"),
    ],
)
def test_an_incomplete_pack_stays_a_draft(
    nowhere: Nowhere, change: dict[str, str], said: str
) -> None:
    draft = written(nowhere)
    body = replace(BODY, **change)  # type: ignore[arg-type]
    actions.write_pack(draft=draft.id, edition=draft.edition, body=body, by=nowhere.ada)
    edition = seen(draft.id, nowhere.ada).edition
    with pytest.raises(WrongFactError, match=said):
        actions.publish_draft(draft=draft.id, edition=edition, unread="Alone", by=nowhere.ada)


def test_a_name_that_is_taken_is_refused(nowhere: Nowhere) -> None:
    draft = written(nowhere)
    for slug in ("salt", "Not a Slug", "new"):
        with pytest.raises(WrongFactError) as error:
            actions.write_pack(
                draft=draft.id, edition=draft.edition, body=BODY, slug=slug, by=nowhere.ada
            )
        assert error.value.field == "slug"


def test_only_those_of_the_craft_write_packs(nowhere: Nowhere) -> None:
    with pytest.raises(NotAllowedError):
        actions.begin_pack(question="Why?", by=nowhere.eve)
    with pytest.raises(NotAllowedError):
        actions.begin_version(pack="salt", by=nowhere.bob)
    with pytest.raises(WrongFactError):
        actions.begin_pack(question="Why?", owner="board", by=nowhere.ada)


def test_a_withdrawn_pack_gives_its_text_to_nobody(nowhere: Nowhere) -> None:
    with pytest.raises(NotAllowedError):
        actions.withdraw_pack(slug="salt", reason="No", by=nowhere.bob)
    before = queries.pack("salt", by=VISITOR)
    assert before is not None
    (delivered,) = queries.deliver([before], today=TODAY)
    actions.withdraw_pack(slug="salt", reason="A publisher asked for it.", by=nowhere.ada)
    view = queries.pack("salt", by=VISITOR)
    assert view is not None
    (now,) = queries.deliver([view], today=TODAY)
    assert now.etag != delivered.etag
    assert (view.works, view.body.entries) == ((), ())
    assert before.body.lines[0] not in str(view)
    assert "A publisher asked for it." in view.body.lines[0]
    assert queries.packs_naming([nowhere.trial], by=VISITOR) == []
    assert AuditEntry.objects.filter(deed="withdraw pack").count() == 1


def test_the_owner_of_a_withdrawn_pack_gets_no_task(nowhere: Nowhere) -> None:
    actions.withdraw_pack(slug="salt", reason="Old", by=nowhere.ada)
    retract(nowhere)
    actions.notice_falls(by=OPERATOR)
    assert queries.tasks(by=OPERATOR)
    assert not [task for task in queries.tasks(by=OPERATOR) if task.kind == "pack"]
