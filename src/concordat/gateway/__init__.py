"""Which protocols do machines speak with us? One folder a protocol; read only.

Every answer carries what it is of: source, date, licence, standing, version. How a work
stands is read when the answer is made, so nothing that fell is delivered as if it stood.
"""
