# This repository is a tap of its own:
#
#   brew tap leakage/leakage ADDRESS-OF-THIS-REPOSITORY
#   brew install --HEAD leakage/leakage/leakage
#
# Built from the tapped clone itself, so it is what was reviewed. Not tried on macOS, and not with Homebrew's libgit2.
class Leakage < Formula
  desc "Finds the credentials that leaked into git history, and dates them"
  license "MIT"
  head "file://#{File.expand_path("..", __dir__)}", using: :git, branch: "main"

  depends_on "pkgconf" => :build
  depends_on "swift" => :build
  depends_on "libarchive"
  depends_on "libdeflate"
  depends_on "libgit2"
  depends_on :linux
  depends_on "pcre2"
  depends_on "sqlite"

  def install
    program = Utils.safe_popen_read("scripts/build-release").lines.last.chomp
    system "scripts/lay-out", program, prefix
  end

  test do
    (testpath/"plain.txt").write "nothing to see\n"
    system bin/"leakage", "scan", "--no-git", testpath
    assert_match "detectors", shell_output("#{bin}/leakage version")
  end
end
