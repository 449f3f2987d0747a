"""Forms on questions between parties."""

from django import forms

from concordat.web.forum.fields import OfForum, box, choice, day_field, line


class QuestionForm(OfForum):
    forum = choice("In which forum?", [])
    text = line("What do you ask?", needed=True)
    detail = box("What should they know?", rows=3)
    asked_of = choice("Of whom?", [])
    due_on = day_field("Answer by")
    evidence = box("Evidence", rows=2, hint="One on each line")


class ReplyForm(forms.Form):
    text = box("Your answer", needed=True, hint="All parties can read it", rows=5)
