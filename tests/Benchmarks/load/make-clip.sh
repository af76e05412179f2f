#!/bin/sh
# 30 s of 640x360 at 25 frames a second, 818 kb/s with its sound: closed groups of 2 s, no B frames, constant rate. $1: the file.
set -e
exec ffmpeg -v error -y -f lavfi -i testsrc2=s=640x360:r=25 -f lavfi -i sine=f=440:r=44100 -t 30 \
  -c:v libx264 -profile:v baseline -preset veryfast -tune zerolatency -sc_threshold 0 -pix_fmt yuv420p \
  -g 50 -b:v 736k -minrate 736k -maxrate 736k -bufsize 736k -x264-params nal-hrd=cbr -c:a aac -b:a 64k -ac 2 "$1"
