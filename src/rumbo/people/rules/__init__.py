"""Pure rules about people: how names are compared, and whose pay a role may see."""
