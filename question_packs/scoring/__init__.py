"""Scoring: answer key, response processing, outcomes. Pure; runs at the centre, never on a workstation."""
