"""Which offers should be taken together?"""

from collections.abc import Callable
from pathlib import Path

from concordat.investment.portfolio import checking, solving
from concordat.investment.portfolio.tables import ProblemError
from concordat.investment.words import PortfolioError


def solve_portfolio(
    folder: Path,
    out: Path,
    *,
    over: Callable[[], bool] = lambda: False,
    progress: Callable[[str], None] = lambda _: None,
    started: float | None = None,
) -> dict[str, object]:
    """Solve a problem's folder into another; see `portfolio.solving.solve`.

    Raises PortfolioError for wrong files and for problems that have no choice.
    """
    try:
        return solving.solve(folder, out, over=over, progress=progress, started=started)
    except ProblemError as error:
        raise PortfolioError(error.message) from error
    except solving.InfeasibleError as error:
        raise PortfolioError(error.message, error.least) from error


def check_portfolio(folder: Path, solution: Path) -> tuple[list[str], dict[str, float]]:
    """Return what an independent judge disagrees with in a solution, and what it recomputed."""
    try:
        return checking.check(folder, solution)
    except ProblemError as error:
        raise PortfolioError(error.message) from error
    except (OSError, KeyError, ValueError) as error:
        raise PortfolioError(f"{solution} is no solution of {folder}: {error}") from error
