"""A printing, one run of an edition, becomes the papers that go with it: print sheets, test pages, printer profiles."""
