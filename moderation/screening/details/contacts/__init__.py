"""What reaches or numbers one person: e-mail, links, handles, phones, service and card numbers."""
