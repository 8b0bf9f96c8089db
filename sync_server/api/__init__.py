"""The machine interface for workstations: routers, signed requests, refusals. Thin: every decision is in `services`."""
