module unpark.example/programs

go 1.19
