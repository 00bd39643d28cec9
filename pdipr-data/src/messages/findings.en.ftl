# One sentence for each code of a finding.
