"""Where do records come from? Each source opens or downloads; none of them parses.

A file a source. What it gives is a stream of bytes and a name; `evidence.formats` says
what the bytes mean.
"""
