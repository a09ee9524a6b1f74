"""Attention: sources look where they found something before."""
