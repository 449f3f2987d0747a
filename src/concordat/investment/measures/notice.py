"""Until when can notice be given? Lines go on by themselves each year. Pure."""

from datetime import date, timedelta


def ends_if_noticed(
    *, renews_on: date, notice_days: int, committed_until: date | None, today: date
) -> date:
    """Return the first renewal at which the line can still be made to end.

    Notice must be given on or before the day `notice_days` before it. A renewal before the
    end of a commitment of several years is no renewal.
    """
    year = today.year
    while True:
        renewal = _in_year(renews_on, year)
        in_time = renewal - timedelta(days=notice_days) >= today
        if in_time and (committed_until is None or renewal >= committed_until):
            return renewal
        year += 1


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return date(year, 3, 1)
