from concordat.search.ranking.receipts import reason


def test_the_reason_names_words_and_fields() -> None:
    assert reason(("asthma", "child", "steroid"), ("ti", "hw")) == (
        "Found “asthma”, “child” and “steroid” in the title and subject headings."
    )


def test_the_reason_tells_what_was_lifted_and_what_fell() -> None:
    assert reason(("asthma",), ("ab",), lifted=True).startswith("Placed first as current guidance")
    assert "no longer stands" in reason(("asthma",), ("ab",), fallen=True)
