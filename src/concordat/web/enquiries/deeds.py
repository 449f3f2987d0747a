"""What the library's pages with a form share: their room."""

from functools import partial

from concordat.web import deeds
from concordat.web.deeds import Data, perform, press, refused

__all__ = ["Data", "Page", "perform", "press", "refused"]

Page = partial(deeds.Page, room="ask")
