"""What the library's pages with a form share: their room."""

from functools import partial

from concordat.web import deeds
from concordat.web.deeds import Data, press, refused
from concordat.web.deeds import answer as carry_out

__all__ = ["Data", "Page", "carry_out", "press", "refused"]

Page = partial(deeds.Page, room="ask")
