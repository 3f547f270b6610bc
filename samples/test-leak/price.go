// Package price asks several shops at once. Its test passes, and leaves a goroutine behind each time.
package price

import "errors"

var ErrNoShop = errors.New("no shop has it")

// OfLeaking gives the first price, and forgets those who answer later.
func OfLeaking(shops ...func() int) (int, error) {
	if len(shops) == 0 {
		return 0, ErrNoShop
	}
	prices := make(chan int)
	for _, shop := range shops {
		go func(shop func() int) {
			prices <- shop() // want leak // want UP1001 likely go1.19
		}(shop)
	}
	return <-prices, nil
}

// Of gives the first price.
func Of(shops ...func() int) (int, error) {
	if len(shops) == 0 {
		return 0, ErrNoShop
	}
	prices := make(chan int, len(shops))
	for _, shop := range shops {
		go func(shop func() int) {
			prices <- shop()
		}(shop)
	}
	return <-prices, nil
}
