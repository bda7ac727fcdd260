// Runs a patched function and its reference on inputs that the search never saw.
//
// Floats count as equal to six digits and below 1e-9 as nothing, nil and empty slices alike.
// Inputs that the function's parameters cannot hold, or on which the reference panics or takes long, are passed over.
package main

import (
	"encoding/json"
	"fmt"
	patched "judged/patched"
	reference "judged/reference"
	"math"
	"os"
	"reflect"
	"sort"
	"strings"
	"time"
)

func main() {
	var inputs [][]interface{}
	decoder := json.NewDecoder(os.Stdin)
	decoder.UseNumber()
	if err := decoder.Decode(&inputs); err != nil {
		fmt.Println(err)
		os.Exit(2)
	}
	put, late := 0, 0
	for _, input := range inputs {
		if late == mostLate {
			break
		}
		wanted, fine := within(referenceTime, reference.ENTRY, input)
		if !fine {
			if wanted == unended {
				late++
			}
			continue
		}
		put++
		got, fine := within(patchedTime, patched.ENTRY, input)
		if !fine || got != wanted {
			fmt.Printf("%.100v: %.60s, not %.60s\n", input, got, wanted)
			os.Exit(1)
		}
	}
	fmt.Println(put, "answers agree")
	if put == 0 {
		os.Exit(2)
	}
}

const (
	referenceTime = time.Second
	patchedTime   = 10 * time.Second
	mostLate      = 3 // calls that are left running
	unended       = "does not end"
)

// within asks a function, and waits so long for its answer.
func within(limit time.Duration, function interface{}, input []interface{}) (string, bool) {
	type answered struct {
		said string
		fine bool
	}
	heard := make(chan answered, 1)
	go func() {
		said, fine := answer(function, input)
		heard <- answered{said, fine}
	}()
	select {
	case it := <-heard:
		return it.said, it.fine
	case <-time.After(limit):
		return unended, false
	}
}

func answer(function interface{}, input []interface{}) (said string, fine bool) {
	call := reflect.ValueOf(function)
	if call.Type().IsVariadic() || call.Type().NumIn() != len(input) {
		return "other parameters", false
	}
	given := make([]reflect.Value, len(input))
	for at, each := range input {
		value := reflect.New(call.Type().In(at)).Elem()
		if !fill(value, each) {
			return "no such argument", false
		}
		given[at] = value
	}
	defer func() {
		if reason := recover(); reason != nil {
			said, fine = "panics", false
		}
	}()
	parts := []string{}
	for _, result := range call.Call(given) {
		parts = append(parts, plain(result))
	}
	return strings.Join(parts, "; "), true
}

// fill puts what JSON said into a variable; false where it does not hold such a thing.
func fill(into reflect.Value, said interface{}) bool {
	switch said := said.(type) {
	case nil:
		kind := into.Kind()
		return kind == reflect.Interface || kind == reflect.Ptr || kind == reflect.Slice || kind == reflect.Map
	case json.Number:
		return fillNumber(into, said)
	case []interface{}:
		if into.Kind() == reflect.Slice {
			into.Set(reflect.MakeSlice(into.Type(), len(said), len(said)))
		} else if into.Kind() == reflect.Interface {
			list := make([]interface{}, len(said))
			ok := fill(reflect.ValueOf(&list).Elem(), said)
			into.Set(reflect.ValueOf(list))
			return ok
		} else if into.Kind() != reflect.Array || into.Len() != len(said) {
			return false
		}
		for at, each := range said {
			if !fill(into.Index(at), each) {
				return false
			}
		}
		return true
	case map[string]interface{}:
		if into.Kind() == reflect.Interface {
			table := map[interface{}]interface{}{}
			ok := fill(reflect.ValueOf(&table).Elem(), said)
			into.Set(reflect.ValueOf(table))
			return ok
		}
		return into.Kind() == reflect.Map && fillMap(into, said)
	}
	value := reflect.ValueOf(said)
	if into.Kind() == reflect.Ptr {
		into.Set(reflect.New(into.Type().Elem()))
		into = into.Elem()
	}
	if !value.Type().AssignableTo(into.Type()) {
		return false
	}
	into.Set(value)
	return true
}

func fillNumber(into reflect.Value, said json.Number) bool {
	whole, err := said.Int64()
	switch into.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		if err != nil || into.OverflowInt(whole) {
			return false
		}
		into.SetInt(whole)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		if err != nil || whole < 0 || into.OverflowUint(uint64(whole)) {
			return false
		}
		into.SetUint(uint64(whole))
	case reflect.Float32, reflect.Float64:
		float, err := said.Float64()
		into.SetFloat(float)
		return err == nil
	case reflect.Interface:
		if err == nil {
			into.Set(reflect.ValueOf(int(whole)))
			return true
		}
		float, err := said.Float64()
		into.Set(reflect.ValueOf(float))
		return err == nil
	case reflect.Ptr:
		into.Set(reflect.New(into.Type().Elem()))
		return fillNumber(into.Elem(), said)
	default:
		return false
	}
	return true
}

func fillMap(into reflect.Value, said map[string]interface{}) bool {
	into.Set(reflect.MakeMap(into.Type()))
	for name, each := range said {
		key := reflect.New(into.Type().Key()).Elem()
		if !fill(key, name) && !fill(key, json.Number(name)) {
			return false
		}
		value := reflect.New(into.Type().Elem()).Elem()
		if !fill(value, each) {
			return false
		}
		into.SetMapIndex(key, value)
	}
	return true
}

// plain is a value in the form in which answers are compared.
func plain(value reflect.Value) string {
	switch value.Kind() {
	case reflect.Invalid:
		return "nil"
	case reflect.Float32, reflect.Float64:
		if math.Abs(value.Float()) < 1e-9 {
			return "0"
		}
		return fmt.Sprintf("%.6g", value.Float())
	case reflect.Interface, reflect.Ptr:
		if failure, ok := value.Interface().(error); ok && failure != nil {
			return "an error"
		}
		return plain(value.Elem())
	case reflect.Slice, reflect.Array:
		parts := make([]string, value.Len())
		for at := range parts {
			parts[at] = plain(value.Index(at))
		}
		return "[" + strings.Join(parts, " ") + "]"
	case reflect.Map:
		parts := []string{}
		for _, key := range value.MapKeys() {
			parts = append(parts, plain(key)+":"+plain(value.MapIndex(key)))
		}
		sort.Strings(parts)
		return "{" + strings.Join(parts, " ") + "}"
	}
	return fmt.Sprintf("%#v", value)
}
