"""What commands exist and what they take."""

from eopsh.catalogue.cache import CachedCatalogue, CacheNotWritten, CatalogueCache, Rejected
from eopsh.catalogue.catalogue import Catalogue, CatalogueBuilder, Entry
from eopsh.catalogue.model import ALL_SETS, Command, Kind, Membership, Origin, Parameter
from eopsh.catalogue.nearest import nearest

__all__ = [
    "ALL_SETS",
    "CacheNotWritten",
    "CachedCatalogue",
    "Catalogue",
    "CatalogueBuilder",
    "CatalogueCache",
    "Command",
    "Entry",
    "Kind",
    "Membership",
    "Origin",
    "Parameter",
    "Rejected",
    "nearest",
]
