"""What formulas ask of stored tables, as SQL: names from the app's definition only, every value bound.

`columns` says what a column's stored form can be compared with, `condition` makes a WHERE of a condition, `plan` a
statement of a query, `indexes` keeps what formulas look rows up by.
"""
