"""Redress: review, notice, appeal and expiry of records."""
