"""How well characters are drawn: `evaluate_cast` measures, `cast_report` says what, against
`baselines`, with a judge of `pairs` that is trained for it.
"""
