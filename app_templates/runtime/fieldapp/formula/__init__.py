"""The formula language on the device: typed trees become Python functions, with the function library behind them.

Imports nothing but the standard library, so that any app and any server can carry it.
"""
