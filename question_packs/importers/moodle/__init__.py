"""Moodle's question formats: its XML, and what GIFT and Aiken share with it. Each ends in a `Found`."""
