internal import CDeflate
internal import CLibGit2
