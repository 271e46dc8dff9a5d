"""Names of kinds of loaders."""


class Loader:
    pass


class MetaPathFinder:
    pass


class InspectLoader(Loader):
    pass


class SourceLoader(Loader):
    pass
