"""What the network says of acts: the columns of its scores, one row a word."""

from onrecord.record import ActKind, Stance

KINDS = tuple(ActKind)
STANCES = tuple(Stance)

SENTENCE = slice(0, 3)
"""How strongly a word makes its sentence a call, commitment or response."""
EVIDENCE = slice(3, 9)
"""How well the evidence begins, and ends, with a word; a pair for each kind."""
ACTION = slice(9, 15)
"""Likewise for the action."""
STANCE = slice(15, 22)
"""Which stance a word speaks for."""
DUE = slice(22, 25)
"""Whether a word is outside a due date, begins one or stands in one."""
ACT_SCORES = 25
