"""How findings are listed: for people file by file, for programs as JSON, SARIF or commands of GitHub."""
