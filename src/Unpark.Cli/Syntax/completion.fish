# fish completion for unpark: unpark completion fish | source
function __unpark_complete
    set -l line (commandline -cp)
    set -l program (commandline -opc)[1]
    $program "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
end
complete -c unpark -a "(__unpark_complete)"
