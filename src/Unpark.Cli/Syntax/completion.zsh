#compdef unpark
# zsh completion for unpark: source <(unpark completion zsh)
_unpark() {
    local line=${BUFFER[1,CURSOR]:-${(j: :)words[1,CURRENT]}}
    local -a candidates
    candidates=("${(@f)$(${words[1]} "[suggest:${#line}]" "$line" 2>/dev/null)}")
    candidates=(${candidates:#})
    (( $#candidates )) && compadd -- $candidates
    _files
}
compdef _unpark unpark
