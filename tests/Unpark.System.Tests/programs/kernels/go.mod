module kernels

go 1.19
