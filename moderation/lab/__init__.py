"""The phrases that screening looks for, edited by leads and tried in shadow before they count."""
