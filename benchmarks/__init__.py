"""How fast Rumbo is, as ratios beside the bare engines: one script per goal of speed."""
