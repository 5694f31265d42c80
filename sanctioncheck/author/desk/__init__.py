"""What an editor asks of the rules while somebody writes them: where a word is declared, what may stand here."""
