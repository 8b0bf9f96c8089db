"""Is this PC fit for an exam: what is measured, on which system, in which words; the rehearsal and the certificate."""
