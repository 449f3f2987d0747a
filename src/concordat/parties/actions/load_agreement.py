"""Keep what content files say of one agreement."""

from hashlib import sha256

from concordat.parties.actions.keeping import Row, keep
from concordat.parties.actions.loading import Load, facts_of, once
from concordat.parties.content import Item
from concordat.parties.models import (
    Agreement,
    Clause,
    Commitment,
    Convenor,
    Delivery,
    Document,
    Relation,
    Signatory,
    Signature,
    Support,
    Version,
)
from concordat.parties.words import Visibility


def keep_agreement(row: Row, load: Load) -> Agreement:
    columns = ("kind", "title", "short", "about", "signed_on", "review_on")
    values = {**facts_of(row, *columns), "visibility": Visibility.PUBLIC.value}
    return keep(Agreement, {"slug": row["slug"]}, values, load.tally)


def keep_agreement_parts(item: Item, agreement: Agreement, load: Load) -> None:
    _keep_versions(item, agreement, load)
    _keep_signatures(item, agreement, load)
    row, of = item.row, {"agreement": agreement}
    for model, table, columns in (
        (Convenor, "convenor", ("function",)),
        (Support, "support", ("name", "function")),
    ):
        pairs = load.with_party(row[table], "party", item.where)
        rows = [{**facts_of(each, *columns), "party": party} for each, party in pairs]
        load.keep_all(model, of, rows, "party", "since")
    _keep_relations(item, agreement, load)
    _keep_commitments(item, agreement, load)


def _keep_versions(item: Item, agreement: Agreement, load: Load) -> None:
    rows = [facts_of(each, "number") for each in item.row["version"]]
    versions = load.keep_all(Version, {"agreement": agreement}, rows, "number")
    for version, row in zip(versions, item.row["version"], strict=True):
        clauses = [
            {
                **{name: each[name] for name in ("key", "kind", "number", "heading", "text")},
                "source": each["source"],
                "position": position,
            }
            for position, each in enumerate(once(row["clause"], item, load), start=1)
        ]
        load.keep_all(Clause, {"version": version}, clauses, "key")
        columns = ("key", "title", "url", "media_type", "sha256", "published_on", "note")
        documents = [
            {**{name: each[name] for name in columns}, "file": _below_content(each, item)}
            for each in once(row["document"], item, load)
            if _has_its_bytes(each, item, load)
        ]
        load.keep_all(Document, {"version": version}, documents, "key")


def _below_content(row: Row, item: Item) -> str:
    """Return the path of a document's file from content/ down."""
    return f"{item.file.parent.name}/{row['file']}" if row["file"] else ""


def _has_its_bytes(row: Row, item: Item, load: Load) -> bool:
    """Return whether a document's file is there and is the one that `sha256` names."""
    if not row["file"]:
        return True
    where = f"{item.where}: document {row['key']}"
    path = item.file.parent / row["file"]
    if not path.resolve().is_relative_to(item.file.parent.resolve()) or not path.is_file():
        load.complain(where, f"there is no file {row['file']} beside {item.file.name}.")
        return False
    if sha256(path.read_bytes()).hexdigest() != row["sha256"]:
        load.complain(where, f"{row['file']} does not have the bytes that sha256 names.")
        return False
    return True


def _keep_signatures(item: Item, agreement: Agreement, load: Load) -> None:
    versions = {version.number: version for version in agreement.versions.order_by("-pk")}
    first = versions.get(item.row["version"][0]["number"])
    chosen = once(item.row["signature"], item, load)
    rows = [
        {
            **{name: each[name] for name in ("key", "name", "function", "officer")},
            **{name: each[name] for name in ("officer_role", "until", "source", "note")},
            "since": each["signed_on"],
            "version": versions.get(each["version"], first),
        }
        for each in chosen
    ]
    signatures = load.keep_all(Signature, {"agreement": agreement}, rows, "key")
    for signature, row in zip(signatures, chosen, strict=True):
        found = [load.party(slug, f"{item.where}: {signature.key}") for slug in row["parties"]]
        parties = [{"party": party} for party in found if party is not None]
        load.keep_all(Signatory, {"signature": signature}, parties, "party")


def _keep_relations(item: Item, agreement: Agreement, load: Load) -> None:
    rows = []
    for each in item.row["relation"]:
        to = load.agreements.get(each["to"])
        if each["to"] and to is None:
            what = f"there is no agreement “{each['to']}”; this relation was left out."
            load.complain(item.where, what)
            continue
        columns = ("kind", "to_text", "clause", "source", "note")
        rows.append({**{name: each[name] for name in columns}, "to": to})
    load.keep_all(Relation, {"agreement": agreement}, rows, "kind", "to", "to_text")


def _keep_commitments(item: Item, agreement: Agreement, load: Load) -> None:
    chosen = once(item.row["commitment"], item, load)
    pairs = load.with_party(chosen, "party", item.where)
    columns = ("key", "clause", "function", "text", "indicator", "target")
    rows = [{**facts_of(each, *columns), "party": party, "owner": party} for each, party in pairs]
    kept = load.keep_all(Commitment, {"agreement": agreement}, rows, "key")
    for commitment, (row, _) in zip(kept, pairs, strict=True):
        evidence = [
            {name: each[name] for name in ("on", "text", "url")} for each in row["evidence"]
        ]
        load.keep_all(Delivery, {"commitment": commitment}, evidence, "text", "on")
