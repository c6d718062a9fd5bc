"""Rumbo: sales OKRs, live boards and commissions that read one definition of every number."""
