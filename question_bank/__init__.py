"""The responsibility model, the exam guides, and the items and forms made from them. No web, database or clock."""
