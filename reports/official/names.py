"""What only the person who sends a paper knows."""

GIVEN = ("authority", "number", "deadline", "addressee", "contact", "red_head")
