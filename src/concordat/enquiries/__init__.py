"""What was asked of the library, and what came of it?

Requests for an evidence search from intake to use: what was asked, of whom, until when;
similar questions that were answered; the queue of a library; the report and its letters; what
the answer was used for. Doors: `words`, `actions`, `queries`.

Behind them: `patients` (finds what could name a patient) and `likeness` (questions alike), both
pure; `models`, one file a noun; `writing` makes the report and the letters.
"""
