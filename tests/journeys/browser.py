"""Which browser the journeys run in. Run as a program it says loudly when there is none."""

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
HOW = (
    "No chromium was found: the journeys in a real browser are left out. Install one with "
    "`apt-get install chromium` (Debian), `dnf install chromium` (Fedora) or `brew install "
    "--cask chromium` (macOS), so that `chromium` is on the PATH."
)


def find() -> str | None:
    """Return the path of a chromium, or None."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


if __name__ == "__main__":
    print(f"Journeys run in {find()}" if find() else f"\n*** {HOW} ***\n")
