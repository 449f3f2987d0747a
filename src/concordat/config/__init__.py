"""How is the house wired? Settings, addresses, templates, secrets. The roof: it may see all."""
