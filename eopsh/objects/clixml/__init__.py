"""CLIXML, the language of objects on the wire (MS-PSRP 2.2.5): reader and writer."""

from eopsh.objects.clixml.reader import Reader, read_clixml, read_value
from eopsh.objects.clixml.writer import Writer, write_clixml, write_value

__all__ = ["Reader", "Writer", "read_clixml", "read_value", "write_clixml", "write_value"]
